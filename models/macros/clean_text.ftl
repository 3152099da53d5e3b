<#-- A text as people wrote it: without line breaks, tabs, no-break and zero-width spaces, blanks at the ends or in a
     row; null when nothing is left. Joiners (U+200C, U+200D) stay: emoji and some scripts need them. -->
<#function clean_text expression>
    <#local blanks = "chr(13) || chr(10) || chr(9) || '\xA0\x200B\x2060\xFEFF'">
    <#local flat = "translate(" + expression + ", " + blanks + ", '    ')">
    <#return "nullif(trim(" + regexp_replace(flat, " +", " ") + "), '')">
</#function>
