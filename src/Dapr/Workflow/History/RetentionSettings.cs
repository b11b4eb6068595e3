using Microsoft.Extensions.Configuration;

namespace Dapr.Workflow.History;

/// <summary>How long ended instances are kept, for who asks how they ended.</summary>
internal sealed class RetentionSettings(IConfiguration configuration)
{
    /// <summary>Setting <c>Dapr:Workflow:Retention:Completed</c>.</summary>
    public TimeSpan Completed { get; } = configuration.GetValue("Dapr:Workflow:Retention:Completed", TimeSpan.FromMinutes(5));

    /// <summary>Setting <c>Dapr:Workflow:Retention:Failed</c>; for terminated instances as well.</summary>
    public TimeSpan Failed { get; } = configuration.GetValue("Dapr:Workflow:Retention:Failed", TimeSpan.FromDays(7));
}
