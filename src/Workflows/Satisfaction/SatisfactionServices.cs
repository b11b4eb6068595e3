using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Workflows.Satisfaction;

public static class SatisfactionServices
{
    /// <summary>Adds the judge that fits <c>Ai:Provider</c>: the lexicon when it is offline, else the model.</summary>
    public static IServiceCollection AddSatisfactionJudge(this IServiceCollection services, IConfiguration configuration) =>
        configuration["Ai:Provider"] is null or "offline"
            ? services.AddSingleton<SatisfactionLexicon>().AddSingleton<ISatisfactionJudge, LexiconJudge>()
            : services.AddSingleton<ISatisfactionJudge, ModelSatisfactionJudge>();
}
