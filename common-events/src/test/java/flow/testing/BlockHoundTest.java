package flow.testing;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class BlockHoundTest {

  @Test
  void catchesAThreadThatWaitsOnAnEventLoop() {
    Mono.fromRunnable(() -> LockSupport.parkNanos(Duration.ofMillis(1).toNanos()))
        .subscribeOn(Schedulers.parallel())
        .as(StepVerifier::create)
        .verifyErrorMatches(error ->
            error instanceof BlockingOperationError
                || error.getCause() instanceof BlockingOperationError);
  }

  @Test
  void allowsARandomUuid() {
    Mono.fromCallable(UUID::randomUUID)
        .subscribeOn(Schedulers.parallel())
        .as(StepVerifier::create)
        .expectNextCount(1)
        .verifyComplete();
  }
}
