/// What a thread should show: folds events into turns, and lays turns out as messages.
@NullMarked
package flow.slack.gateway.render;

import org.jspecify.annotations.NullMarked;
