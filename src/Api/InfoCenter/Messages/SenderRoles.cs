using Parley.Sessions.Messages;
using Parley.Sessions.Staff;

namespace Parley.Api.InfoCenter.Messages;

/// <summary>Who speaks, where the robot does not say.</summary>
internal static class SenderRoles
{
    private static readonly string[] AiPrefixes = ["ai_", "assistant_", "bot_"];

    public static async ValueTask<SenderRole> OfAsync(string id, string name, StaffDirectory staff) =>
        id == "system" || id.StartsWith("system_", StringComparison.Ordinal) ? SenderRole.System
        : Array.Exists(AiPrefixes, prefix => id.StartsWith(prefix, StringComparison.Ordinal)) ? SenderRole.Assistant
        : (await staff.RecallAsync()).IsActive(id, name) ? SenderRole.Staff
        : SenderRole.User;
}
