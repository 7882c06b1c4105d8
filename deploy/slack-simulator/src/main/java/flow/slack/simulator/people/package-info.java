/// What people do: write, command, click, fill in forms.
@NullMarked
package flow.slack.simulator.people;

import org.jspecify.annotations.NullMarked;
