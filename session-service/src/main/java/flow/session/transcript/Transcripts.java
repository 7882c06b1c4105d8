package flow.session.transcript;

import flow.events.SessionId;
import flow.session.claude.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Keeps the CLI's record of a session where every instance can get at it.
public final class Transcripts {

  private static final Logger LOG = LoggerFactory.getLogger(Transcripts.class);

  private final Archive archive;

  Transcripts(Archive archive) {
    this.archive = archive;
  }

  /// Saves the file as it is now. A failure is logged and mended by the next turn's end.
  public Mono<Void> save(SessionFolder folder) {
    return onDisk(() -> read(folder.transcript()))
        .flatMap(content -> archive.save(folder.session(), content))
        .onErrorResume(error -> {
          LOG.warn("The transcript of session {} is not archived", folder.session(), error);
          return Mono.empty();
        });
  }

  /// Makes sure that the file is there if there ever was one; says whether it is.
  public Mono<Boolean> restore(SessionFolder folder) {
    return onDisk(() -> Files.exists(folder.transcript()))
        .flatMap(exists ->
            exists
                ? Mono.just(true)
                : archive
                    .load(folder.session())
                    .flatMap(content -> onDisk(() -> write(folder.transcript(), content)))
                    .defaultIfEmpty(false));
  }

  /// What the file knows of a turn.
  public Mono<TurnRecord> turn(SessionFolder folder, String prompt) {
    return onDisk(() -> TurnRecord.in(folder.transcript(), prompt));
  }

  public Mono<Void> forget(SessionId session) {
    return archive.remove(session);
  }

  private static byte[] read(Path file) throws IOException {
    return Gzip.pack(Files.readAllBytes(file));
  }

  private static boolean write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    var whole = file.resolveSibling(file.getFileName() + ".new");
    Files.write(whole, Gzip.unpack(content));
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private static <T> Mono<T> onDisk(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
  }
}
