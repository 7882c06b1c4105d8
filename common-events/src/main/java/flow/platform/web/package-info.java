/// The edge of the REST APIs: who may call, and how errors are told.
@NullMarked
package flow.platform.web;

import org.jspecify.annotations.NullMarked;
