package flow.events.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import flow.events.kafka.Plumbing;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.test.StepVerifier;

class LeasesTest {

  static final ConfigurableApplicationContext SERVICE = Plumbing.start();
  static final Duration A_WHILE = Duration.ofSeconds(30);

  final DatabaseClient database = SERVICE.getBean(DatabaseClient.class);
  final PostgresLeases ada = new PostgresLeases(database, "plumbing", "ada");
  final PostgresLeases grace = new PostgresLeases(database, "plumbing", "grace");

  @BeforeEach
  void forgetEarlierLeases() {
    database.sql("delete from plumbing.lease").then().block(A_WHILE);
  }

  @AfterAll
  static void stop() {
    SERVICE.close();
  }

  @Test
  void haveOneOwnerAtATime() {
    assertThat(ada.acquire("session/1").block(A_WHILE)).isEqualTo(new Lease("session/1", 1));

    assertThat(grace.acquire("session/1").block(A_WHILE)).isNull();
    assertThat(grace.acquire("session/2").block(A_WHILE)).isEqualTo(new Lease("session/2", 1));
  }

  @Test
  void passOnWithAHigherEpochWhenReleased() {
    var lease = requireNonNull(ada.acquire("session/1").block(A_WHILE));

    ada.release(lease).block(A_WHILE);

    assertThat(grace.acquire("session/1").block(A_WHILE)).isEqualTo(new Lease("session/1", 2));
  }

  @Test
  void passOnWithAHigherEpochWhenTheOwnerFellSilent() {
    ada.acquire("session/1").block(A_WHILE);
    letTheLeasesEnd();

    assertThat(grace.acquire("session/1").block(A_WHILE)).isEqualTo(new Lease("session/1", 2));
  }

  @Test
  void comeBackToANamedOwnerThatStartedAgain() {
    ada.acquire("session/1").block(A_WHILE);

    var restarted = new PostgresLeases(database, "plumbing", "ada");

    assertThat(restarted.acquire("session/1").block(A_WHILE)).isEqualTo(new Lease("session/1", 2));
  }

  @Test
  void lastLongerWhenRenewed() {
    ada.acquire("session/1").block(A_WHILE);
    database
        .sql("update plumbing.lease set ends_at = clock_timestamp() + interval '1 second'")
        .then()
        .block(A_WHILE);

    ada.renew().block(A_WHILE);

    assertThat(
            database
                .sql(
                    "select ends_at > clock_timestamp() + interval '10 seconds' from plumbing.lease")
                .mapValue(Boolean.class)
                .one()
                .block(A_WHILE))
        .isTrue();
  }

  @Test
  void tellTheirOwnerWhenTheyAreLost() {
    var lease = requireNonNull(ada.acquire("session/1").block(A_WHILE));
    letTheLeasesEnd();
    grace.acquire("session/1").block(A_WHILE);

    ada.lost()
        .as(StepVerifier::create)
        .then(() -> ada.renew().block(A_WHILE))
        .expectNext(lease)
        .thenCancel()
        .verify(A_WHILE);
  }

  private void letTheLeasesEnd() {
    database
        .sql("update plumbing.lease set ends_at = clock_timestamp() - interval '1 second'")
        .then()
        .block(A_WHILE);
  }
}
