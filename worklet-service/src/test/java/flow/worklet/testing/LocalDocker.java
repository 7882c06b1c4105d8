package flow.worklet.testing;

import static org.assertj.core.api.Assertions.fail;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
      loadBase(client);
    }
    return client;
  }

  private static void loadBase(DockerClient client) {
    try {
      var file = Files.createTempFile("flow-base-", ".tar");
      Files.write(file, base());
      load(client, BASE, file);
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An image with BusyBox and this machine's Node.
  public static String node() {
    return image("flow-test-node:1", "node");
  }

  /// An image with BusyBox and this machine's Python.
  public static String python() {
    return image("flow-test-python:1", "python3");
  }

  private static String image(String name, String program) {
    var client = demand();
    try {
      client.inspectImageCmd(name).exec();
    } catch (NotFoundException absent) {
      ProgramImage.make(client, name, program, base());
    }
    return name;
  }

  /// Makes an image of a root file system.
  static void load(DockerClient client, String name, Path rootFileSystem) throws IOException {
    var context = Files.createTempFile("flow-context-", ".tar");
    try (var tar = new TarArchiveOutputStream(Files.newOutputStream(context))) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      add(
          tar,
          "Dockerfile",
          "FROM scratch\nADD root.tar /\n".getBytes(StandardCharsets.UTF_8),
          0644);
      var entry = new TarArchiveEntry("root.tar");
      entry.setSize(Files.size(rootFileSystem));
      tar.putArchiveEntry(entry);
      var _ = Files.copy(rootFileSystem, tar);
      tar.closeArchiveEntry();
    }
    try (var in = Files.newInputStream(context)) {
      var _ =
          client
              .buildImageCmd()
              .withTarInputStream(in)
              .withTags(Set.of(name))
              .exec(new BuildImageResultCallback())
              .awaitImageId();
    } finally {
      Files.delete(context);
    }
  }

  /// A root file system with BusyBox and nothing else.
  private static byte[] base() {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var folder :
          List.of("bin/", "tmp/", "etc/", "run/", "var/", "var/tmp/", "proc/", "sys/", "dev/")) {
        tar.putArchiveEntry(new TarArchiveEntry(folder));
        tar.closeArchiveEntry();
      }
      add(tar, "bin/busybox", Files.readAllBytes(Path.of("/bin/busybox")), 0755);
      add(tar, "etc/passwd", "root:x:0:0::/:/bin/sh\n".getBytes(StandardCharsets.UTF_8), 0644);
      for (var applet :
          List.of(
              "sh", "ls", "cat", "mkdir", "echo", "sleep", "wget", "nc", "cp", "head", "grep",
              "env", "id", "touch", "true", "false", "seq", "dd", "yes", "kill", "httpd", "date",
              "test", "rm", "od")) {
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
