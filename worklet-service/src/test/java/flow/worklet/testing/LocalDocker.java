package flow.worklet.testing;

import static org.assertj.core.api.Assertions.fail;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// The Docker engine of this machine, with a base image made of this machine's BusyBox.
public final class LocalDocker {

  public static final String BASE = "flow-test-base:1";

  private static final @Nullable DockerClient CLIENT = connect();

  private LocalDocker() {}

  /// Skips the test where no engine answers, unless nothing may be skipped.
  public static DockerClient demand() {
    if (CLIENT != null) {
      return CLIENT;
    }
    var problem = "No Docker engine answers: what needs one is not tested";
    if (Boolean.getBoolean("flow.test.complete")) {
      fail(problem);
    }
    Assumptions.abort(problem);
    throw new IllegalStateException(problem);
  }

  private static @Nullable DockerClient connect() {
    var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
    var http = new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build();
    var client = DockerClientImpl.getInstance(config, http);
    try {
      client.pingCmd().exec();
    } catch (RuntimeException absent) {
      return null;
    }
    try {
      client.inspectImageCmd(BASE).exec();
    } catch (NotFoundException absent) {
      client.createImageCmd(BASE, new ByteArrayInputStream(base())).exec();
    }
    return client;
  }

  /// A root file system with BusyBox and nothing else.
  private static byte[] base() {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var folder : List.of("bin/", "tmp/", "etc/", "run/", "var/", "var/tmp/", "proc/", "sys/", "dev/")) {
        tar.putArchiveEntry(new TarArchiveEntry(folder));
        tar.closeArchiveEntry();
      }
      add(tar, "bin/busybox", Files.readAllBytes(Path.of("/bin/busybox")), 0755);
      add(tar, "etc/passwd", "root:x:0:0::/:/bin/sh\n".getBytes(StandardCharsets.UTF_8), 0644);
      for (var applet : List.of("sh", "ls", "cat", "mkdir", "echo", "sleep", "wget", "nc", "cp", "head", "grep", "env", "id", "touch", "true", "false", "seq", "dd", "yes", "kill", "httpd", "date", "test", "rm", "od")) {
        var link = new TarArchiveEntry("bin/" + applet, TarConstants.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String path, byte[] content, int mode)
      throws IOException {
    var entry = new TarArchiveEntry(path);
    entry.setSize(content.length);
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
