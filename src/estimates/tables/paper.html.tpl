{%- set side = "text-align:left;vertical-align:top" -%}
<div class="estimates-table mathjax_ignore tex2jax_ignore">
<table>
{%- if caption %}
<caption style="text-align:left">{{ caption }}</caption>
{%- endif %}
<thead>
{%- for row in head %}
<tr>
{%- for cell in row if cell.is_visible != False %}<th scope="col" style="{{ side }}">{{ cell.display_value }}</th>{% endfor -%}
</tr>
{%- endfor %}
</thead>
<tbody>
{%- for row in body %}
{%- if groups and groups[loop.index0] %}
<tr><th scope="rowgroup" colspan="{{ across }}" style="{{ side }}">{{ groups[loop.index0] }}</th></tr>
{%- endif %}
<tr>
{%- for cell in row if cell.is_visible != False %}
{%- if loop.first %}<th scope="row" style="{{ side }}">{{ cell.display_value }}</th>
{%- else %}<td style="{{ side }}">{{ cell.display_value }}</td>
{%- endif %}
{%- endfor -%}
</tr>
{%- endfor %}
</tbody>
</table>
{%- for note in foot %}
<p>{{ note }}</p>
{%- endfor %}
{%- if remarks %}
<ol type="a" aria-label="Remarks">
{%- for note in remarks %}
<li><span id="{{ slug }}-{{ letters(loop.index0) }}">{{ note }}</span></li>
{%- endfor %}
</ol>
{%- endif %}
{%- if sources %}
<ol aria-label="Sources">
{%- for note in sources %}
<li><span id="{{ slug }}-{{ loop.index }}">{{ note }}</span></li>
{%- endfor %}
</ol>
{%- endif %}
</div>
