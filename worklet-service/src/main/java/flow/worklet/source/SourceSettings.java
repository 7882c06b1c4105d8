package flow.worklet.source;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Where sources may come from and how much of them is taken.
///
/// @param trustedHosts hosts, as `host` or `host:port`, that may be private, be named by address
///   and speak plain http; for development
/// @param files whether `file://` repositories are allowed; for development
/// @param timeout how long one Git command may take
/// @param maxSize how much a repository may weigh, history included
/// @param maxFiles how many files a version may have
/// @param depth how many commits of history are fetched
/// @param author who is named as the author of Flow's commits
/// @param email that author's address
/// @param github the host that gets the GitHub token
/// @param tokenHosts further hosts, as `host:port`, that get the GitHub token; for development
@ConfigurationProperties("flow.source")
public record SourceSettings(
    @DefaultValue List<String> trustedHosts,
    @DefaultValue("false") boolean files,
    @DefaultValue("5m") Duration timeout,
    @DefaultValue("500MB") DataSize maxSize,
    @DefaultValue("20000") int maxFiles,
    @DefaultValue("100") int depth,
    @DefaultValue("Flow") String author,
    @DefaultValue("flow@localhost") String email,
    @DefaultValue("github.com") String github,
    @DefaultValue List<String> tokenHosts) {

  boolean trusts(String authority) {
    return trustedHosts.contains(authority);
  }

  boolean tokenGoesTo(String authority) {
    return authority.equals(github) || tokenHosts.contains(authority);
  }
}
