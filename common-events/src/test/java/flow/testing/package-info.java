/// What the tests of all modules share: real servers on this machine, rules, nets.
@NullMarked
package flow.testing;

import org.jspecify.annotations.NullMarked;
