namespace Parley.Sessions;

/// <summary>What staff write to steer the AI.</summary>
internal static class StaffWords
{
    public const string Resume = "[恢复回复]";
    public const string Pause = "[暂停回复]";
    public const string Solved = "[已解决]";
}
