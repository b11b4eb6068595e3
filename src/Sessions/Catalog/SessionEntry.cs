namespace Parley.Sessions.Catalog;

/// <summary>A session in the catalog's memory, under the ordinal by which message rows name it.</summary>
internal sealed class SessionEntry(int ordinal, SessionSummary summary)
{
    /// <summary>Latest activity first.</summary>
    public static readonly IComparer<SessionEntry> ByActivity = Comparer<SessionEntry>.Create((left, right) =>
        Compare(left.Summary.LastActivityAt, left.Summary.Id, right.Summary.LastActivityAt, right.Summary.Id));

    public static readonly IComparer<SessionEntry> ByCreation = Comparer<SessionEntry>.Create((left, right) =>
        left.Summary.CreatedAt != right.Summary.CreatedAt
            ? left.Summary.CreatedAt.CompareTo(right.Summary.CreatedAt)
            : left.Ordinal.CompareTo(right.Ordinal));

    public static readonly IComparer<SessionEntry> ByExpiry = Comparer<SessionEntry>.Create((left, right) =>
        left.Summary.ExpiresAt != right.Summary.ExpiresAt
            ? Nullable.Compare(left.Summary.ExpiresAt, right.Summary.ExpiresAt)
            : left.Ordinal.CompareTo(right.Ordinal));

    public int Ordinal => ordinal;

    public SessionSummary Summary { get; set; } = summary;

    private static int Compare(DateTimeOffset left, string leftId, DateTimeOffset right, string rightId) =>
        left != right ? right.CompareTo(left) : string.CompareOrdinal(leftId, rightId);
}
