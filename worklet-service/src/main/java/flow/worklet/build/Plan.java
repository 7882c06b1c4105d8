package flow.worklet.build;

import org.jspecify.annotations.Nullable;

/// What is done to make an image of the sources.
///
/// @param stack what they are
/// @param root the folder that is built, relative to the repository; empty for the whole
/// @param dockerfile the instructions, the repository's own or made for it
/// @param port the port the program listens on when it does not heed `PORT`; absent means `PORT`
/// @param health the path that tells whether it is up; absent means `/` with any answer but an
///   error of the server
/// @param start the command that replaces the image's own; absent means the image's own
public record Plan(
    Stack stack,
    String root,
    String dockerfile,
    @Nullable Integer port,
    @Nullable String health,
    @Nullable String start) {}
