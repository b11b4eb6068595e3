using Xunit;

namespace Parley.Api.Tests.Host;

/// <summary>Its model takes longer than it may.</summary>
[CollectionDefinition(nameof(TimingOutHost))]
public sealed class TimingOutHost() : HostFixture(("Ai__Offline__Delay", "01:00:00"), ("Ai__Timeout", "00:00:02")), ICollectionFixture<TimingOutHost>;
