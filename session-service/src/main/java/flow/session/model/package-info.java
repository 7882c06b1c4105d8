/// The loopback gateway between the CLI and the model's API, which alone holds the credentials.
@NullMarked
package flow.session.model;

import org.jspecify.annotations.NullMarked;
