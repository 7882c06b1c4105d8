/// The server: routes for the app, for people and for tests.
@NullMarked
package flow.slack.simulator.http;

import org.jspecify.annotations.NullMarked;
