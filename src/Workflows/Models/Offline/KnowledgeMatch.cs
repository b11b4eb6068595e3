namespace Parley.Workflows.Models.Offline;

/// <param name="Entry">What answers the question.</param>
/// <param name="Similarity">How close the question is to those that the entry lists, 0 to 1.</param>
public sealed record KnowledgeMatch(KnowledgeEntry Entry, double Similarity);
