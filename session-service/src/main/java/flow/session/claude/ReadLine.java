package flow.session.claude;

import flow.session.claude.protocol.CliLine;
import java.time.Instant;

/// A line of the CLI and when it was read.
public record ReadLine(CliLine line, Instant at) {}
