/// Sessions over HTTP: REST and server-sent events.
@NullMarked
package flow.session.api;

import org.jspecify.annotations.NullMarked;
