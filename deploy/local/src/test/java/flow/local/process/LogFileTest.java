package flow.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {

  @TempDir Path folder;

  @Test
  void startsANewFileWhenOneIsFullAndKeepsFour() throws Exception {
    try (var log = new LogFile(folder.resolve("a.log"), 4, new Secrets(List.of()))) {
      for (var line = 1; line <= 7; line++) {
        log.write("l" + line);
      }
    }

    assertThat(folder.resolve("a.log")).hasContent("l7");
    assertThat(folder.resolve("a.log.1")).hasContent("l6");
    assertThat(folder.resolve("a.log.4")).hasContent("l3");
    assertThat(Files.exists(folder.resolve("a.log.5"))).isFalse();
  }

  @Test
  void continuesTheFileOfTheRunBefore() throws Exception {
    for (var run : List.of("first", "second")) {
      try (var log = new LogFile(folder.resolve("a.log"), 100, new Secrets(List.of()))) {
        log.write(run);
      }
    }

    assertThat(folder.resolve("a.log")).hasContent("first\nsecond");
  }
}
