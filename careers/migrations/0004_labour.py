import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0003_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Equivalent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('onet', 'O*NET'), ('esco', 'ESCO')], max_length=8)),
                ('code', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('uri', models.URLField(blank=True, verbose_name='address')),
                ('match', models.CharField(choices=[('alternate_title', 'lists this very title'), ('related_title', 'lists a near title'), ('closest_match', 'the closest one, in our judgement'), ('exact', 'the same occupation'), ('close', 'nearly the same occupation'), ('broad', 'a wider occupation'), ('narrow', 'a narrower occupation'), ('alternative_label', 'has our title as another label')], max_length=20)),
                ('listed_as', models.CharField(blank=True, max_length=200)),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='equivalents', to='careers.role')),
            ],
            options={
                'ordering': ['-scheme', 'code'],
                'constraints': [models.UniqueConstraint(fields=('role', 'scheme', 'code'), name='careers_equivalent_unique', violation_error_message='The role names this occupation already.')],
            },
        ),
        migrations.CreateModel(
            name='Outlook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(help_text='Two letters: US, GB.', max_length=2, validators=[django.core.validators.RegexValidator('^[A-Z]{2}$', 'A country is two capital letters: US, GB.')])),
                ('occupation', models.CharField(max_length=200)),
                ('relation', models.CharField(choices=[('occupation_lists_title', 'an occupation that lists this title'), ('closest_occupation', 'the closest occupation'), ('broad_group', 'a broad group: weak evidence')], max_length=24)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='The lowest is shown first.')),
                ('percent_change', models.SmallIntegerField(help_text='Change of employment over the period.')),
                ('period', models.CharField(help_text='Two years: 2024-2034.', max_length=9, validators=[django.core.validators.RegexValidator('^\\d{4}-\\d{4}$', 'A period is two years: 2024-2034.')])),
                ('annual_openings', models.PositiveIntegerField(blank=True, null=True)),
                ('openings_scope', models.CharField(blank=True, help_text='The occupations that the openings count.', max_length=120)),
                ('evidence', models.CharField(choices=[('primary_page', "read on the publisher's page"), ('secondary_notes', "read in notes that quote the publisher's page")], max_length=20)),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outlook', to='careers.role')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.source')),
            ],
            options={
                'verbose_name_plural': 'outlook',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('annual_openings', None), ('annual_openings__gt', 0), _connector='OR'), name='careers_outlook_openings', violation_error_message='Openings are more than none, or left empty.'), models.CheckConstraint(condition=models.Q(('percent_change__gte', -100)), name='careers_outlook_change', violation_error_message='Employment cannot fall by more than 100 percent.')],
            },
        ),
        migrations.CreateModel(
            name='Pay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(help_text='Two letters: US, GB.', max_length=2, validators=[django.core.validators.RegexValidator('^[A-Z]{2}$', 'A country is two capital letters: US, GB.')])),
                ('occupation', models.CharField(max_length=200)),
                ('relation', models.CharField(choices=[('occupation_lists_title', 'an occupation that lists this title'), ('closest_occupation', 'the closest occupation'), ('broad_group', 'a broad group: weak evidence')], max_length=24)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='The lowest is shown first.')),
                ('measure', models.CharField(choices=[('median_annual_wage', 'median pay a year')], max_length=24)),
                ('amount', models.PositiveIntegerField()),
                ('p10', models.PositiveIntegerField(blank=True, null=True, verbose_name='10th percentile')),
                ('p90', models.PositiveIntegerField(blank=True, null=True, verbose_name='90th percentile')),
                ('currency', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^[A-Z]{3}$', 'A currency is three capital letters: USD.')])),
                ('period', models.CharField(help_text='A year or a month: 2025-05.', max_length=7, validators=[django.core.validators.RegexValidator('^\\d{4}(-\\d{2})?$', 'A period is a year or a month: 2025-05.')])),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pay', to='careers.role')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='careers.source')),
            ],
            options={
                'verbose_name_plural': 'pay',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='careers_pay_amount', violation_error_message='Pay is more than nothing.'), models.CheckConstraint(condition=models.Q(models.Q(('p10', None), models.Q(('p10__gt', 0), ('p10__lte', models.F('amount'))), _connector='OR'), models.Q(('p90', None), ('p90__gte', models.F('amount')), _connector='OR')), name='careers_pay_percentiles', violation_error_message='The median lies between the two percentiles.')],
            },
        ),
    ]
