using System.Globalization;
using System.Text;

namespace ExpertRouter.Encoder.Tokenization;

/// <summary>
/// Finds the words of a text. A word is a run of letters and digits that may contain <c>+</c>, <c>#</c> and single dots and
/// may start with one dot: <c>c++</c>, <c>c#</c>, <c>.net</c>, <c>10.0.15</c>, <c>e.g</c>, <c>system.io</c>. It never ends with a dot.
/// On ASCII text this is <c>[a-z0-9+#.]*[a-z0-9+#]</c> without bare or leading symbols and without runs of dots.
/// Accents are folded (<c>café</c> = <c>cafe</c>); Han and Kana characters are words of their own. Case is kept for the caller.
/// </summary>
internal ref struct WordScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = Fold(text);
    private int _position;

    /// <summary>The word found last, in the case of the text.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Goes to the next word; false at the end.</summary>
    public bool MoveNext()
    {
        while (_position < _text.Length)
        {
            var start = _position;
            var length = LetterAt(start);
            if (length == 0)
            {
                _position++;
                continue;
            }
            if (IsIdeograph(_text[start]))
            {
                _position = start + length;
                Current = _text[start.._position];
                return true;
            }
            var end = EndOfWord(start + length);
            var dotted = start > 0 && _text[start - 1] == '.' && (start == 1 || !IsInside(_text[start - 2]));
            _position = end;
            Current = _text[(dotted && char.IsAsciiLetter(_text[start]) ? start - 1 : start)..end];
            return true;
        }
        Current = default;
        return false;
    }

    private readonly int EndOfWord(int position)
    {
        while (position < _text.Length)
        {
            var letter = LetterAt(position);
            if (letter > 0 && !IsIdeograph(_text[position]))
                position += letter;
            else if (_text[position] is '+' or '#')
                position++;
            else if (_text[position] == '.' && position + 1 < _text.Length && LetterAt(position + 1) > 0 && !IsIdeograph(_text[position + 1]))
                position++;
            else
                break;
        }
        return position;
    }

    /// <summary>UTF-16 units of the letter or digit here; 0 when there is none (lone surrogates are none).</summary>
    private readonly int LetterAt(int position)
    {
        var value = _text[position];
        if (char.IsAscii(value))
            return char.IsAsciiLetterOrDigit(value) ? 1 : 0;
        if (!char.IsSurrogate(value))
            return char.IsLetterOrDigit(value) ? 1 : 0;
        return Rune.DecodeFromUtf16(_text[position..], out var rune, out var units) == System.Buffers.OperationStatus.Done
            && Rune.IsLetterOrDigit(rune) ? units : 0;
    }

    private static bool IsInside(char value) => value is '.' or '+' or '#' || char.IsLetterOrDigit(value);

    private static bool IsIdeograph(char value) => value is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff';

    /// <summary>Compatibility forms and accents folded away; the text itself when it is ASCII.</summary>
    private static ReadOnlySpan<char> Fold(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
            return text;
        var valid = WellFormedText.Of(text);
        var folded = new StringBuilder(valid.Length);
        foreach (var value in valid.Normalize(NormalizationForm.FormKD))
            if (value is < '\u0300' or > '\u036f' && CharUnicodeInfo.GetUnicodeCategory(value) != UnicodeCategory.Format)
                folded.Append(value);
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
