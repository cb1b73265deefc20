namespace ExpertRouter.Search.Lexical.Searching;

/// <summary>A document among the best so far.</summary>
internal sealed class Candidate(int slots)
{
    public float Score { get; set; }

    public long Number { get; set; }

    public int Leaf { get; set; }

    public int Document { get; set; }

    public float Length { get; set; }

    public int[] Frequencies { get; } = new int[slots];
}
