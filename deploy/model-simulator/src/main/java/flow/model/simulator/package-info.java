/// An offline stand-in for the Anthropic Messages API, with answers chosen by the prompt.
@NullMarked
package flow.model.simulator;

import org.jspecify.annotations.NullMarked;
