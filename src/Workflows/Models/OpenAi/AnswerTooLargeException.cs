namespace Parley.Workflows.Models.OpenAi;

public sealed class AnswerTooLargeException() : Exception("The answer is larger than Ai:OpenAi:MaxAnswerBytes.");
