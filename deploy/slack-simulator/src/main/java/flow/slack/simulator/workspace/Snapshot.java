package flow.slack.simulator.workspace;

import java.util.List;

/// What survives a restart.
record Snapshot(List<Channel> channels, List<Message> messages) {}
