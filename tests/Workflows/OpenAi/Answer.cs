using Microsoft.AspNetCore.Http;

namespace Parley.Workflows.Tests.OpenAi;

public delegate Task Answer(HttpContext context);
