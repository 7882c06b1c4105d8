/// What every service needs to run: settings, database, web edge.
@NullMarked
package flow.platform;

import org.jspecify.annotations.NullMarked;
