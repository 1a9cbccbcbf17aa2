using System.Globalization;
using System.Text;

namespace TypedWs.Transport.Tests.Faults;

/// <summary>A message whose sender, number and whole content show in what arrives.</summary>
/// <param name="Sender">Who sends.</param>
/// <param name="Number">Counts the sender's messages.</param>
internal sealed record NumberedMessage(string Sender, int Number)
{
    public WsMessageType Type => Number % 2 == 0 ? WsMessageType.Text : WsMessageType.Binary;

    public byte[] ToBytes(int size)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"{Sender}/{Number}/");
        var text = new StringBuilder(head, head.Length + size);
        for (int i = 0; i < size; i++)
            text.Append(Filler(Number, i));
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Null where the bytes are not, to the last one, what <see cref="ToBytes"/> made.</summary>
    public static NumberedMessage? Parse(WsMessageType type, ReadOnlySpan<byte> bytes)
    {
        if (!Ascii.IsValid(bytes))
            return null;

        string text = Encoding.ASCII.GetString(bytes);
        string[] parts = text.Split('/');
        if (parts.Length != 3 || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out int number))
            return null;

        var message = new NumberedMessage(parts[0], number);
        for (int i = 0; i < parts[2].Length; i++)
        {
            if (parts[2][i] != Filler(number, i))
                return null;
        }

        return message.Type == type ? message : null;
    }

    // Deflates somewhat, and differs between messages.
    private static char Filler(int number, int position) => (char)('a' + (((number * 7) + (position * position / 13)) % 26));
}
