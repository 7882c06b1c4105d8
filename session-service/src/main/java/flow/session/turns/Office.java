package flow.session.turns;

import flow.events.kafka.Publisher;
import flow.events.lease.Leases;
import flow.events.outbox.Outbox;
import flow.platform.database.Transactions;
import flow.session.claude.ClaudeProcesses;
import flow.session.claude.ClaudeSettings;
import flow.session.conversation.Approvals;
import flow.session.conversation.Blocks;
import flow.session.conversation.Commands;
import flow.session.conversation.EventLog;
import flow.session.conversation.Sessions;
import flow.session.conversation.Turns;
import flow.session.model.ModelGateway;
import flow.session.transcript.Transcripts;

/// What every owner of a session works with.
record Office(
    Sessions sessions,
    Turns turns,
    Blocks blocks,
    Approvals approvals,
    Commands commands,
    EventLog log,
    LiveText live,
    Outbox outbox,
    Publisher publisher,
    Transactions transactions,
    Leases leases,
    ClaudeProcesses processes,
    ModelGateway gateway,
    Transcripts transcripts,
    Folders folders,
    Slots slots,
    TurnMeters meters,
    SessionSettings settings,
    ClaudeSettings claude) {

  Announcer announcer(long epoch) {
    return new Announcer(outbox, publisher, log, live, epoch);
  }
}
