/// The names of people and channels, and text in which they are named instead of numbered.
@NullMarked
package flow.slack.gateway.directory;

import org.jspecify.annotations.NullMarked;
