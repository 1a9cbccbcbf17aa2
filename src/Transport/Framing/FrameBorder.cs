namespace TypedWs.Transport;

/// <summary>Where a run of whole frames may be parted.</summary>
internal static class FrameBorder
{
    /// <summary>Finds the last border between two frames within a limit.</summary>
    /// <param name="frames">Whole frames, as this side wrote them.</param>
    /// <param name="limit">The bytes wanted at most.</param>
    /// <returns>The length of the frames up to the border; that of the first frame where even this is over the limit.</returns>
    public static int Find(ReadOnlySpan<byte> frames, int limit)
    {
        if (frames.Length <= limit)
            return frames.Length;

        int border = 0;
        while (FrameHeader.TryParse(frames[border..], out FrameHeader header))
        {
            int next = border + header.Size + (int)header.PayloadLength;
            if (next > limit && border > 0)
                return border;
            border = next;
        }

        return border;
    }
}
