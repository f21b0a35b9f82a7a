namespace RnnGen.CommandLine.Tests.Plotting;

internal static class ExpectedPicture
{
    /// <summary>The losses 0.5, 0.3, 0.2, 0.15, 0.12.</summary>
    public const string Halving = """
        <svg xmlns="http://www.w3.org/2000/svg" width="720" height="440" viewBox="0 0 720 440" font-family="Helvetica, Arial, sans-serif" role="img">
          <title>halving</title>
          <desc>A loss that falls.</desc>
          <rect width="720" height="440" fill="#ffffff" />
          <text x="87.5" y="33" font-size="18" font-weight="bold" fill="#222222">halving</text>
          <text x="87.5" y="54" font-size="13" fill="#666666">A loss that falls.</text>
          <g stroke="#e6e6e6">
            <line x1="87.5" y1="74.5" x2="87.5" y2="384.5" />
            <line x1="238.5" y1="74.5" x2="238.5" y2="384.5" />
            <line x1="389.5" y1="74.5" x2="389.5" y2="384.5" />
            <line x1="540.5" y1="74.5" x2="540.5" y2="384.5" />
            <line x1="691.5" y1="74.5" x2="691.5" y2="384.5" />
            <line x1="87.5" y1="384.5" x2="691.5" y2="384.5" />
            <line x1="87.5" y1="322.5" x2="691.5" y2="322.5" />
            <line x1="87.5" y1="260.5" x2="691.5" y2="260.5" />
            <line x1="87.5" y1="198.5" x2="691.5" y2="198.5" />
            <line x1="87.5" y1="136.5" x2="691.5" y2="136.5" />
            <line x1="87.5" y1="74.5" x2="691.5" y2="74.5" />
          </g>
          <g stroke="#666666">
            <line x1="87.5" y1="384.5" x2="691.5" y2="384.5" />
            <line x1="87.5" y1="74.5" x2="87.5" y2="384.5" />
            <line x1="87.5" y1="384.5" x2="87.5" y2="389.5" />
            <line x1="238.5" y1="384.5" x2="238.5" y2="389.5" />
            <line x1="389.5" y1="384.5" x2="389.5" y2="389.5" />
            <line x1="540.5" y1="384.5" x2="540.5" y2="389.5" />
            <line x1="691.5" y1="384.5" x2="691.5" y2="389.5" />
            <line x1="82.5" y1="384.5" x2="87.5" y2="384.5" />
            <line x1="82.5" y1="322.5" x2="87.5" y2="322.5" />
            <line x1="82.5" y1="260.5" x2="87.5" y2="260.5" />
            <line x1="82.5" y1="198.5" x2="87.5" y2="198.5" />
            <line x1="82.5" y1="136.5" x2="87.5" y2="136.5" />
            <line x1="82.5" y1="74.5" x2="87.5" y2="74.5" />
          </g>
          <g font-size="12" fill="#222222" text-anchor="middle">
            <text x="87.5" y="405.5">0</text>
            <text x="238.5" y="405.5">1</text>
            <text x="389.5" y="405.5">2</text>
            <text x="540.5" y="405.5">3</text>
            <text x="691.5" y="405.5">4</text>
          </g>
          <g font-size="12" fill="#222222" text-anchor="end">
            <text x="77.5" y="388.5">0.0</text>
            <text x="77.5" y="326.5">0.1</text>
            <text x="77.5" y="264.5">0.2</text>
            <text x="77.5" y="202.5">0.3</text>
            <text x="77.5" y="140.5">0.4</text>
            <text x="77.5" y="78.5">0.5</text>
          </g>
          <g font-size="13" fill="#222222" text-anchor="middle">
            <text x="389.5" y="427.5">epoch</text>
            <text transform="translate(22 229.5) rotate(-90)">train loss</text>
          </g>
          <g fill="none" stroke="#1f5fa8" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round">
            <polyline points="87.5,74.5 238.5,198.5 389.5,260.5 540.5,291.5 691.5,310.1" />
          </g>
        </svg>

        """;
}
