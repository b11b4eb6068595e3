namespace Parley.Sessions.Catalog;

/// <summary>An update, or somebody who waits until those before it are taken.</summary>
internal readonly record struct Offer(SessionUpdate? Update, TaskCompletionSource? Taken);
