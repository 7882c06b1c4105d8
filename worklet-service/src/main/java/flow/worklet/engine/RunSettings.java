package flow.worklet.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What a running worklet may use and reach.
///
/// @param memory its memory; swap is not added
/// @param cpus how many processors it may use
/// @param processes how many processes it may have
/// @param openFiles how many files a process may hold open
/// @param scratch the size of `/tmp`, which counts as memory
/// @param logSize the size at which its log is begun anew
/// @param user the user it runs as unless its image names another than root
/// @param restarts how often a crashed worklet is started again before it counts as broken
/// @param gvisor whether it runs in gVisor where the engine has it
/// @param pool the addresses its network is cut from
/// @param egress what it may reach besides the key-value service
/// @param packetFilter whether worklets are only started behind packet filter rules
/// @param port the port told to it in `PORT`
/// @param probe how long it may take until it answers
/// @param drain how long requests to a replaced version may take to end
/// @param grace how long it may take to stop when told to
@ConfigurationProperties("flow.run")
public record RunSettings(
    @DefaultValue("512MB") DataSize memory,
    @DefaultValue("1.0") double cpus,
    @DefaultValue("256") int processes,
    @DefaultValue("1024") int openFiles,
    @DefaultValue("64MB") DataSize scratch,
    @DefaultValue("5MB") DataSize logSize,
    @DefaultValue("10001") int user,
    @DefaultValue("3") int restarts,
    @DefaultValue("false") boolean gvisor,
    @DefaultValue("10.213.0.0/16") String pool,
    @DefaultValue("PUBLIC") Egress egress,
    @DefaultValue("REQUIRED") PacketFilter packetFilter,
    @DefaultValue("8080") int port,
    @DefaultValue("60s") Duration probe,
    @DefaultValue("30s") Duration drain,
    @DefaultValue("10s") Duration grace) {

  public enum Egress {
    /// Hosts of the internet, never private ones.
    PUBLIC,
    /// Nothing.
    NONE
  }

  public enum PacketFilter {
    /// Without the rules nothing is started.
    REQUIRED,
    /// Worklets are trusted; for development.
    OFF
  }
}
