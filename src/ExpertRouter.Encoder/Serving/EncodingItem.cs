namespace ExpertRouter.Encoder.Serving;

/// <summary>One text of a request.</summary>
internal readonly record struct EncodingItem(EncodingRequest Request, int Index)
{
    public int[] Tokens => Request.Texts[Index];
}
