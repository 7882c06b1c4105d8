/// What runs containers, seen from Flow: images are built, versions of worklets run, pause, stop
/// and go. Every engine keeps the same promises, which one contract test holds them to.
@NullMarked
package flow.worklet.engine;

import org.jspecify.annotations.NullMarked;
