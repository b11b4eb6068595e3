namespace Parley.Api.Chat.Exports;

/// <summary>What is exported, and in which form.</summary>
internal interface IExport
{
    string FileName { get; }

    string ContentType { get; }

    /// <summary>Takes the snapshot, with the place for one that is too long for memory.</summary>
    /// <returns>False when there is nothing to export.</returns>
    Task<bool> PrepareAsync(string snapshotPath, CancellationToken cancellation);

    Task WriteAsync(SpoolStream output, CancellationToken cancellation);

    /// <summary>Lets the snapshot go.</summary>
    ValueTask ReleaseAsync();
}
