/// The whole platform, from its jars, used as people use it and broken as the world breaks it.
@NullMarked
package flow.acceptance;

import org.jspecify.annotations.NullMarked;
