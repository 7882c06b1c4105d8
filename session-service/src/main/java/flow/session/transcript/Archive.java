package flow.session.transcript;

import flow.events.SessionId;
import reactor.core.publisher.Mono;

/// Where transcripts are kept besides the disk.
interface Archive {

  Mono<Void> save(SessionId session, byte[] content);

  Mono<byte[]> load(SessionId session);

  Mono<Void> remove(SessionId session);
}
