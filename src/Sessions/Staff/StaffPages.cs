using System.Collections.Immutable;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Staff;

/// <summary>Reads the pages that a head names, and remembers them: what is under a key never changes.</summary>
public sealed class StaffPages(DocumentStore documents)
{
    private ImmutableDictionary<string, StaffPage> known = ImmutableDictionary<string, StaffPage>.Empty;

    /// <summary>The pages by key; null when one of them is gone, since a later head no longer names it.</summary>
    public async Task<IReadOnlyDictionary<string, StaffPage>?> ReadAsync(StaffHead head)
    {
        var before = known;
        var missing = head.Pages.Select(page => page.Key).Where(key => !before.ContainsKey(key)).ToList();
        var read = await documents.FindManyAsync<StaffPage>(missing);
        if (read.Count < missing.Count)
        {
            return null;
        }

        var pages = head.Pages.ToImmutableDictionary(page => page.Key, page => before.GetValueOrDefault(page.Key) ?? read[page.Key]);
        known = pages;
        return pages;
    }
}
