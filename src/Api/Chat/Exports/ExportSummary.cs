namespace Parley.Api.Chat.Exports;

/// <param name="Status">How it stands.</param>
/// <param name="Rows">Lines so far, without those of the header; null when another replica counts them.</param>
/// <param name="Bytes">Bytes so far.</param>
/// <param name="Sha256">Of the whole file, in lower-case hex; null unless it is finished.</param>
public sealed record ExportSummary(ExportStatus Status, long? Rows, long Bytes, string? Sha256);
