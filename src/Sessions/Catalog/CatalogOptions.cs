using System.ComponentModel.DataAnnotations;

namespace Parley.Sessions.Catalog;

/// <summary>Section <c>Feed</c>, and what only tests set.</summary>
public sealed class CatalogOptions
{
    /// <summary>How many of the latest changes a stream can resume from.</summary>
    [Range(1000, 10_000_000)]
    public int Retain { get; set; } = 100_000;

    /// <summary>How many journals wait until they are folded.</summary>
    public int FoldAfter { get; set; } = 256;

    /// <summary>How many message rows are held in memory before days that nobody asks for are let go.</summary>
    public int MaxRows { get; set; } = 4_000_000;
}
