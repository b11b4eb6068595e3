using Dapr.Workflow;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sessions.Debts;
using Parley.Workflows.Models;
using Parley.Workflows.Replies;

namespace Parley.Workflows;

public static class WorkflowsServices
{
    /// <summary>Adds Dapr's workflows, the model, and what pays replies.</summary>
    public static IServiceCollection AddReplies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AiOptions>()
            .Bind(configuration.GetSection("Ai"))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddDaprWorkflow(options =>
        {
            options.RegisterWorkflow<AiReplyWorkflow>();
            options.RegisterActivity<GenerateReply>();
            options.RegisterActivity<RecordFailure>();
        });
        services.AddSingleton<IDebtPayer, ReplyPayer>();
        return services.AddChatModel(configuration);
    }
}
