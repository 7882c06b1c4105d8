package flow.worklet.build;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What builds may use, and what they start from.
///
/// @param nodeImage has Node and npm
/// @param pythonImage has Python and pip
/// @param goImage has the Go tools
/// @param mavenImage has a JDK and Maven
/// @param gradleImage has a JDK and Gradle
/// @param javaImage runs what was built of Java
/// @param staticImage has BusyBox, whose server serves static sites
/// @param runImage runs programs that need nothing, such as Go's
/// @param memory how much memory a build may use
/// @param cpus how many processors a build may use
/// @param processes how many processes a build may have
/// @param timeout how long a build may take
/// @param atOnce how many builds run at once
/// @param queue how many deployments may wait
/// @param maxLogLines how many lines of a build's log are kept
/// @param imagesKept how many versions of a worklet can be rolled back to
/// @param diskHigh from how many percent of the engine's disk on nothing is built, and room is made
/// @param diskLow down to how many percent room is made
@ConfigurationProperties("flow.build")
public record BuildSettings(
    @DefaultValue("node:22-bookworm-slim") String nodeImage,
    @DefaultValue("python:3.13-slim-bookworm") String pythonImage,
    @DefaultValue("golang:1.25-bookworm") String goImage,
    @DefaultValue("maven:3.9-eclipse-temurin-25") String mavenImage,
    @DefaultValue("gradle:9-jdk25") String gradleImage,
    @DefaultValue("eclipse-temurin:25-jre") String javaImage,
    @DefaultValue("busybox:1.37") String staticImage,
    @DefaultValue("busybox:1.37") String runImage,
    @DefaultValue("1GB") DataSize memory,
    @DefaultValue("1.5") double cpus,
    @DefaultValue("1024") int processes,
    @DefaultValue("15m") Duration timeout,
    @DefaultValue("2") int atOnce,
    @DefaultValue("20") int queue,
    @DefaultValue("5000") int maxLogLines,
    @DefaultValue("3") int imagesKept,
    @DefaultValue("90") int diskHigh,
    @DefaultValue("80") int diskLow) {}
