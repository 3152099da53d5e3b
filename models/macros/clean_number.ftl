<#-- A number in a text, read exactly, scientific notation too. Null where Coinlore says that it does not know: an empty
     text, "0?", or -1 as a supply. -->
<#function clean_number expression type>
    <#return safe_cast("nullif(nullif(nullif(trim(" + expression + "), ''), '0?'), '-1')", type)>
</#function>
