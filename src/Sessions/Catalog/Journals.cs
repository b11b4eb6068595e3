using Parley.Sessions.Documents;

namespace Parley.Sessions.Catalog;

/// <summary>Cuts what a turn took into journals that fit a document.</summary>
internal static class Journals
{
    private const int MaxWeight = 100 * 1024;
    private const int BaseWeight = 400;

    public static List<Journal> Of(IEnumerable<SessionUpdate> updates, long firstPosition)
    {
        var journals = new List<Journal>();
        var weight = MaxWeight;
        foreach (var update in updates)
        {
            if (weight >= MaxWeight)
            {
                journals.Add(new Journal { FirstPosition = firstPosition });
                weight = 0;
            }

            journals[^1].Updates.Add(update);
            weight += WeightOf(update);
            firstPosition += update.Entries.Count;
        }

        return journals;
    }

    private static int WeightOf(SessionUpdate update) =>
        BaseWeight
        + JsonWeight.Of(update.Summary.Id) + JsonWeight.Of(update.Summary.RobotId) + JsonWeight.Of(update.Summary.UserId)
        + (update.Summary.Tags?.Sum(JsonWeight.Of) ?? 0)
        + update.Entries.Sum(entry => BaseWeight + JsonWeight.Of(entry.Text)
            + JsonWeight.Of(entry.Row?.SenderId) + JsonWeight.Of(entry.Row?.SenderName) + JsonWeight.Of(entry.Row?.RobotId));
}
