using Dapr.Workflow;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Sessions.Debts;
using Parley.Workflows.Chats;
using Parley.Workflows.Models;
using Parley.Workflows.Replies;
using Parley.Workflows.Satisfaction;

namespace Parley.Workflows;

public static class WorkflowsServices
{
    /// <summary>Adds Dapr's workflows, the model, and what pays replies, judgements and questions in line.</summary>
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
            options.RegisterWorkflow<SatisfactionWorkflow>();
            options.RegisterActivity<JudgeSatisfaction>();
            options.RegisterActivity<GiveUpSatisfaction>();
            options.RegisterWorkflow<ChatTurnWorkflow>();
            options.RegisterActivity<AnswerTurn>();
            options.RegisterActivity<GiveUpTurn>();
        });
        services.AddSingleton<WorkflowStarter>();
        services.AddSingleton<IDebtPayer, ReplyPayer>();
        services.AddSingleton<IDebtPayer, SatisfactionPayer>();
        services.AddSingleton<IDebtPayer, TurnPayer>();
        services.AddSingleton<ReplyModel>();
        services.AddSingleton<ReplyCache>();
        services.AddSingleton<ReplyChunks>();
        services.AddSingleton<Conversations>();
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection("Chat")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSatisfactionJudge(configuration);
        return services.AddChatModel(configuration);
    }
}
