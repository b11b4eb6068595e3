namespace Parley.Hosting.Sidecars;

/// <summary>A sidecar for one service, which finds the service by itself and outlives it.</summary>
public interface ISidecar : IAsyncDisposable
{
    /// <summary>Where it calls the service.</summary>
    Uri Callbacks { get; }

    /// <summary>What announces it to the service.</summary>
    IReadOnlyList<(string Name, string Value)> Announcement { get; }

    /// <summary>What it printed since it was started.</summary>
    string Output { get; }

    Task StartAsync();

    /// <summary>Ends it without warning. It can be started again, on the same ports.</summary>
    Task KillAsync();
}
